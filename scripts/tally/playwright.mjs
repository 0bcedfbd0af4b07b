// Prints "passed failed skipped" of a Playwright JSON report; a report that is not there counts as one failure.
import { existsSync, readFileSync } from "node:fs";

const [, , file] = process.argv;
if (!existsSync(file)) {
  console.log(0, 1, 0);
} else {
  const { stats, errors } = JSON.parse(readFileSync(file, "utf8"));
  // Errors outside a test (the demonstration did not start, say) leave every test unrun: each counts as a failure.
  console.log(stats.expected + stats.flaky, stats.unexpected + errors.length, stats.skipped);
}
