import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { ApiProblem, offlineProblem } from '@/api/problem'
import { speaking } from '@/test/i18n'
import { ProblemNotice } from './ProblemNotice'

beforeAll(() => speaking('en'))

describe('the notice of a problem', () => {
  it("uses the server's words", () => {
    render(<ProblemNotice error={new ApiProblem({ title: 'The cycle is closed', detail: 'Ask the secretariat.', code: 'fault.cycle-closed' }, 409)} />)
    expect(screen.getByRole('alert').textContent).toContain('The cycle is closedAsk the secretariat.')
  })

  it('has own words when the server says nothing', () => {
    render(<ProblemNotice error={new ApiProblem({ code: 'forbidden' }, 403)} />)
    expect(screen.getByText('You may not do this')).toBeTruthy()
  })

  it('says what to do when the line is down, and tries again', async () => {
    const again = vi.fn()
    render(<ProblemNotice error={offlineProblem()} onRetry={again} />)
    expect(screen.getByText('The server could not be reached')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(again).toHaveBeenCalledOnce()
  })

  it('gives the number for the operator when the fault is ours', () => {
    render(<ProblemNotice error={new ApiProblem({ title: 'Oh', code: 'fault.internal', requestId: 'r-42' }, 500)} />)
    expect(screen.getByText('r-42')).toBeTruthy()
  })

  it('speaks Indonesian', async () => {
    await speaking('id')
    render(<ProblemNotice error={offlineProblem()} />)
    expect(screen.getByText('Server tidak dapat dihubungi')).toBeTruthy()
    await speaking('en')
  })
})
