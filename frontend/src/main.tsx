import '@/ui/tokens.css'
import '@/ui/base.css'
import '@/ui/kit.css'
import '@/app/shell.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { watchSession } from '@/app/session'
import { moveFocusOnRouteChange } from '@/app/focus'
import { queryClient } from '@/api/keys'
import { startI18n } from '@/i18n'
import { router } from '@/router'

const place = document.getElementById('root')
if (!place) throw new Error('index.html has no #root')

watchSession(router)
moveFocusOnRouteChange(router)
await startI18n()
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
