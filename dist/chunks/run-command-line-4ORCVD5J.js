import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{readArguments}from"./chunk-E6LSAOWH.js";import{terminalText}from"./chunk-DDGV64DK.js";import{CannotLook,messageOf}from"./chunk-J767LE3Y.js";import{VERSION}from"./chunk-FXUB5GYN.js";import"./chunk-6X6D4JHE.js";import"./chunk-PGMZPJCF.js";var HELP=`seaworthy: the last look at an npm package before it is published

  seaworthy [check] [targets…]     pack, open the tarball, judge it
  seaworthy rules                  list the rules
  seaworthy explain <rule>         what a rule looks for, why, and what to do

Targets are package folders (default: .), .tgz files and published versions (name@version).

  -f, --format <format>[=<file>]   terminal, json or markdown; may be given several times
  -o, --output <file>              write the report to a file
      --profile <profile>          auto, open-source or proprietary (default: auto, by the licence)
      --fail-on <level>            error, warning, notice or never (default: error)
  -c, --config <file>              a configuration other than the package's seaworthy.yml
      --baseline none              the release to compare with
      --run-scripts                let npm run prepack, prepare and postpack while packing
  -q, --quiet                      only what blocks
  -h, --help, -v, --version

Exit status: 0 may be published, 1 must not, 2 could not be judged.
`;var COULD_NOT_JUDGE=2;async function runCommandLine(argv){process.exitCode=COULD_NOT_JUDGE,process.stdout.on("error",error=>{error.code==="EPIPE"&&process.exit(),explain(error)}),process.on("uncaughtException",error=>{explain(error),process.exit(COULD_NOT_JUDGE)});try{process.exitCode=await run(argv)}catch(error){explain(error)}}function explain(error){let text=error instanceof CannotLook?error.message:`Seaworthy itself failed: ${messageOf(error)}. Nothing was passed. Please report this.`;for(let line of text.split(`
`))process.stderr.write(`${terminalText(line)}
`);process.exitCode=COULD_NOT_JUDGE}async function run(argv){let given=readArguments(argv);switch(given.command){case"version":return process.stdout.write(`${VERSION}
`),0;case"help":return process.stdout.write(HELP),0;case"rules":{let{listRules}=await import("./rules-command-XCTVMVXJ.js");return process.stdout.write(listRules()),0}case"explain":{let{explainRule}=await import("./rules-command-XCTVMVXJ.js");return process.stdout.write(explainRule(given.rule)),0}case"check":{let{check}=await import("./check-command-JEGWLDDY.js");return check(given.check)}}}export{runCommandLine};
