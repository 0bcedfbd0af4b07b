// json-rules-engine on the work of make bench-rules. It reads rules and suppliers from the file of its argument, then obeys lines on its
// standard input: "compile" makes the engine, "score" scores every supplier, "tell" prints the scores. It answers each with a line of JSON. Time is the processor's, so that other programs on the machine do not count.
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { Engine } from 'json-rules-engine'

const { plan, rules, suppliers } = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const clamp = (v) => Math.max(0, Math.min(1, v))
const points = (v) => Math.trunc(v * 10 + 0.5) / 10
const share = (v) => Math.trunc(v * 100 + 0.5) / 100

function compile() {
  const engine = new Engine([], { allowUndefinedFacts: true })
  for (const [name, facts] of Object.entries(plan.sums)) {
    engine.addFact(name, async (_, almanac) => {
      const values = await Promise.all(facts.map((fact) => almanac.factValue(fact)))
      return values.some((v) => v === undefined) ? undefined : values.reduce((a, b) => a + b)
    })
  }
  for (const rule of rules) engine.addRule(rule)
  return engine
}

async function judge(engine, facts) {
  const said = { values: new Array(plan.values.length).fill(0), raised: new Set(), denied: new Set(), eased: new Set(), checks: new Set() }
  for (const { type, params } of (await engine.run(facts)).events) {
    if (type !== 'value') said[type].add(params.at)
    else if (params.fact) said.values[params.at] = clamp((facts[params.fact] - params.from) / (params.to - params.from))
    else said.values[params.at] = params.value
  }
  return said
}

// What follows is what combine.go does: absent facts, evidence, weights, floors, bands and confidence.
const FIRST = 4 // of a code that stands for a value
const NOT_APPLICABLE = 0
const absentAny = (codes, at) => at.some((k) => codes[k] < FIRST)
const worstOf = (codes, at) => Math.max(0, ...at.map((k) => codes[k]).filter((code) => code < FIRST))

function valueOf(rule, codes, said) {
  if (!absentAny(codes, rule.needs)) return [said, rule.weight]
  const absent = rule.absent[worstOf(codes, rule.reads)]
  return absent.leaveOut ? [0, 0] : [absent.value, rule.weight]
}

function floorOf(indicator, full, limited, inherent) {
  let floor = 0
  plan.flags.forEach((flag, k) => {
    if (indicator >= 0 && flag.at !== indicator) return
    if (full.has(k)) floor = Math.max(floor, flag.from)
    else if (limited.has(k)) floor = Math.max(floor, Math.min(flag.from, inherent))
  })
  return floor
}

function combine({ codes, evidence }, said) {
  let top = 0
  let under = 0
  for (let k = 0; k < plan.inherent; k++) {
    const [value, weight] = valueOf(plan.values[k], codes, said.values[k])
    top += weight * value
    under += weight
  }
  const inherent = under > 0 ? (100 * top) / under : 100
  const full = new Set()
  const limited = new Set()
  const open = new Set()
  let review = false
  plan.flags.forEach((flag, k) => {
    if (said.raised.has(k)) {
      review = true
      if (said.eased.has(k)) limited.add(k)
      else full.add(k)
    } else if (!said.denied.has(k) && absentAny(codes, flag.needs)) {
      const rule = flag.absent[worstOf(codes, flag.reads)]
      if (rule !== 'none') open.add(k)
      if (rule === 'limited') limited.add(k)
      if (rule === 'floor') {
        full.add(k)
        review = true
      }
    }
  })
  const residual = (strength, indicator) =>
    points(Math.max(inherent * (1 - strength), plan.remains * inherent, floorOf(indicator, full, limited, inherent)))
  let allTop = 0
  let allUnder = 0
  const indicators = new Array(11).fill(0)
  top = under = 0
  plan.controls.forEach((control, i) => {
    const at = plan.inherent + control.place
    const [value, weight] = valueOf(plan.values[at], codes, said.values[at])
    top += weight * value * evidence[control.place]
    under += weight
    if (i + 1 < plan.controls.length && plan.controls[i + 1].at === control.at) return
    allTop += top
    allUnder += under
    if (control.at >= 0) indicators[control.at] = residual(under > 0 ? top / under : 0, control.at)
    top = under = 0
  })
  const strength = allUnder > 0 ? allTop / allUnder : 0
  const rest = residual(strength, -1)
  const isAnswer = (code) => code >= FIRST || code === NOT_APPLICABLE
  const answered = plan.questions.filter((k) => isAnswer(codes[k])).length / plan.questions.length
  let lowered = 0
  plan.checks.forEach((check, k) => {
    if (!said.checks.has(k)) return
    lowered -= check.lowers
    review = review || check.review
  })
  const bits = (set) => [...set].reduce((word, k) => word | (1 << k), 0)
  return {
    Inherent: points(inherent), Control: share(strength), Residual: rest, Confidence: share(clamp(answered + lowered)), Answered: share(answered),
    Indicators: indicators, Flags: bits(said.raised), Open: bits(open), Checks: bits(said.checks),
    Band: plan.bands.filter((from) => rest >= from).length - 1, Review: review,
  }
}

let engine
let outcomes = []
for await (const line of createInterface({ input: process.stdin })) {
  const start = process.cpuUsage()
  if (line === 'compile') engine = compile()
  if (line === 'score') {
    outcomes = []
    for (const one of suppliers) outcomes.push(combine(one, await judge(engine, one.facts)))
  }
  const worked = process.cpuUsage(start)
  const nanoseconds = 1000 * (worked.user + worked.system)
  console.log(JSON.stringify(line === 'tell' ? outcomes : { nanoseconds }))
}
