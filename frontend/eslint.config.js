import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

export default tseslint.config(
  { ignores: ['dist', 'src/api/schema.gen.ts'] },
  ...tseslint.configs.recommended,
  { files: ['src/**'], ...reactHooks.configs.flat['recommended-latest'] },
  {
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-console': 'error',
      eqeqeq: 'error',
      // The kit knows no area: pages use it, never the reverse.
      'no-restricted-imports': 'off',
    },
  },
  {
    files: ['src/ui/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [{ group: ['@/areas/*', '**/areas/**'], message: 'ui/ knows no area' }] }] },
  },
  { files: ['scripts/**', 'dev/**', 'e2e/**'], rules: { 'no-console': 'off' } },
)
