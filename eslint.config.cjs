/** What the browser gets: Odoo's modules, checked for what breaks at run time. */
module.exports = [
    {
        files: ["udi_*/static/{src,tests}/**/*.js"],
        languageOptions: {
            ecmaVersion: 2022,
            sourceType: "module",
            globals: {
                console: "readonly",
                document: "readonly",
                navigator: "readonly",
                setTimeout: "readonly",
                clearTimeout: "readonly",
                window: "readonly",
            },
        },
        rules: {
            "consistent-return": "error",
            eqeqeq: "error",
            "no-console": "error",
            "no-debugger": "error",
            "no-undef": "error",
            "no-unused-vars": ["error", {argsIgnorePattern: "^_"}],
            "no-var": "error",
            "prefer-const": "error",
        },
    },
];
