import js from "@eslint/js";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import globals from "globals";
import tseslint from "typescript-eslint";
import { oneWayImports } from "./tools/one-way-imports.js";

export default tseslint.config(
  { ignores: ["node_modules", "src/lib/api/schema.d.ts"] },
  js.configs.recommended,
  {
    files: ["src/**/*.{ts,tsx}"],
    extends: [...tseslint.configs.strictTypeChecked, jsxA11y.flatConfigs.strict, reactHooks.configs.flat.recommended],
    languageOptions: { globals: globals.browser, parserOptions: { project: "./tsconfig.json" } },
    plugins: { posy: { rules: { "one-way-imports": oneWayImports } } },
    rules: {
      "posy/one-way-imports": "error",
      "no-restricted-imports": [
        "error",
        { paths: [{ name: "react-router", importNames: ["Link", "NavLink", "Form"], message: "Use ui/link: the router's own are heavy." }] },
      ],
      "max-lines": ["error", 250],
      complexity: ["error", 10],
      // Numbers read well in template strings.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // An event handler may start a promise; its failure is shown through the mutation's state.
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "no-restricted-syntax": [
        "error",
        {
          selector: "Literal[value=/#[0-9a-fA-F]{3,8}$/], TemplateElement[value.raw=/#[0-9a-fA-F]{6}/]",
          message: "Colors are tokens (src/styles/theme.css), never raw hex.",
        },
      ],
    },
  },
  { files: ["src/admin/app/theme.ts"], rules: { "no-restricted-syntax": "off" } }, // the back office's home of colors
  {
    files: ["tools/**", "*.config.*"],
    extends: [...tseslint.configs.strict],
    languageOptions: { globals: globals.node },
  },
);
