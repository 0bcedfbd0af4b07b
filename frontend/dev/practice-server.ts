import type { Plugin } from 'vite'
export function practiceServer(): Plugin { return { name: 'practice' } }
