import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{a as l,b as h,c as p,d as f,e as $}from"./chunk-X2MJINEF.js";import{i as o}from"./chunk-QMRSOZM3.js";import{a as c,b as g}from"./chunk-22S7U5MX.js";import{createHash as k}from"node:crypto";var m=`
:root{color-scheme:light dark;--line:#8884;--soft:#8881;--red:#cf222e;--amber:#9a6700;--blue:#0969da;--green:#1a7f37}
@media(prefers-color-scheme:dark){:root{--red:#ff7b72;--amber:#d29922;--blue:#58a6ff;--green:#3fb950}}
body{margin:0 auto;max-width:54rem;padding:1rem;font:1rem/1.55 system-ui,sans-serif;overflow-wrap:anywhere}
header{border-left:.4rem solid;padding:.5rem 1rem;background:var(--soft);border-radius:.3rem}
header p{margin:0}header.pass{border-color:var(--green)}header.block,header.error{border-color:var(--red)}
h1{font-size:1.5rem;margin:0;line-height:1.25}h2{font-size:1.25rem;margin:2rem 0 .5rem;border-bottom:1px solid var(--line)}
h3{font-size:1.05rem;margin:0 0 .5rem}section>h3{margin-top:1.5rem}
article{border:1px solid var(--line);border-radius:.4rem;padding:1rem;margin:1rem 0}
article p{margin:.5rem 0}ul{margin:.5rem 0;padding-left:1.3rem}
code,pre{font-family:ui-monospace,monospace;font-size:.85em}code{background:var(--soft);padding:.1em .3em;border-radius:.25em}
pre{background:var(--soft);padding:.75rem;border-radius:.3rem;overflow-x:auto}pre>*{display:block;text-decoration:none}
del{color:var(--red)}ins{color:var(--green)}
table{border-collapse:collapse;margin:.5rem 0}th,td{border:1px solid var(--line);padding:.3rem .7rem;text-align:left}
td:not(:first-child),th:not(:first-child){text-align:right;font-variant-numeric:tabular-nums}
.level{font-size:.75rem;font-weight:600;text-transform:uppercase;border:1px solid;border-radius:1rem;padding:.05rem .5rem}
.level.error,.problem{color:var(--red)}.level.warning{color:var(--amber)}.level.notice{color:var(--blue)}
.problem{border-left:.25rem solid;padding-left:.75rem}.small,footer,.places span{font-size:.85rem;opacity:.75}
a{color:var(--blue)}footer{margin-top:2rem;border-top:1px solid var(--line);padding-top:.5rem}
@media print{article{break-inside:avoid}}
`;var w=100,b=1e3;function M(e){let t=`default-src 'none'; style-src 'sha256-${k("sha256").update(m).digest("base64")}'; base-uri 'none'; form-action 'none'`,r=S(e);return`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${t}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${o(r)}</title>
<style>${m}</style>
</head>
<body>
<header class="${e.verdict}"><h1>${o(r)}</h1><p>${h(e.packages.flatMap(n=>n.findings))||"Nothing found"}</p></header>
<main>
${e.errors.map(v).join(`
`)}
${e.packages.map(x).join(`
`)}
</main>
<footer>Seaworthy ${o(e.tool.version)}${e.policy===null?"":`, policy ${s(e.policy.source)}`}</footer>
</body>
</html>
`}function S(e){let[t,r]=e.packages,n=t!==void 0&&r===void 0?p(t):l(e.packages.length,"package");return j[e.verdict](n)}var j={pass:e=>`${e} may be published`,block:e=>`Do not publish ${e}`,error:e=>`${e} could not be judged`};function x(e){return`<section>
${[`<h2 class="${e.verdict}">${o(p(e))}</h2>`,...e.errors.map(v),P(e),d("notes",e.notes.map(u)),...e.findings.map(L),z(e),T(e),F(e)].filter(r=>r!=="").join(`
`)}
</section>`}function L(e){let t=a=>g(a,e.data,s).replace(/`([^`]+)`/g,"<code>$1</code>"),{cause:r,change:n}=e;return`<article>
${[`<h3><span class="level ${e.severity}">${e.severity}</span> ${o(e.title)}</h3>`,`<p>${t(e.template.what)} ${t(e.template.why)}</p>`,R(e),r===null?"":`<p><b>Why it is in the tarball:</b> ${r.path===null?"":`${s(r.line===null?r.path:`${r.path}:${r.line}`)}: `}${u(r.reason)}</p>`,`<p><b>What to change:</b> ${t(e.template.fix)}</p>`,n===null?"":`<pre><span>${o(n.path)}</span>${n.remove.map(a=>`<del>- ${o(a)}</del>`).join("")}${n.add.map(a=>`<ins>+ ${o(a)}</ins>`).join("")}</pre>`,`<p class="small"><a href="${o(e.docs)}" rel="noreferrer">${o(e.rule)}</a> · ${o(e.fingerprint)}</p>`].filter(a=>a!=="").join(`
`)}
</article>`}function R(e){let t=e.places.slice(0,w).map(n=>{let i=$(n),a=i===null?"":` from ${s(i)}`;return`${s(f(n))}${a}${n.evidence===null?"":` <span>${o(n.evidence,b)}</span>`}`}),r=e.count-t.length;return t.length>0&&r>0&&t.push(`and ${l(r,"more place")}`),d("places",t)}function P({tarball:e,profile:t,profileReason:r}){return e===null?"":d("facts",[`${s(e.filename)}, ${l(e.fileCount,"file")}, ${c(e.size)} packed, ${c(e.unpackedSize)} unpacked`,`Integrity <code>${o(e.integrity)}</code>`,`SHA-256 <code>${o(e.sha256)}</code>`,`Profile ${t}, because ${u(r)}`])}function z({exposure:e}){if(e.files===0)return"";let t=e.folders.map(({path:r,files:n,lines:i})=>[s(r),String(n),String(i)]);return`<h3>What would become readable</h3>
<p>${l(e.files,"original file")}, ${l(e.lines,"line")}, ${c(e.bytes)} of text that is published nowhere else.</p>
${y(["Folder","Files","Lines"],t)}`}function T({suppressed:e}){if(e.length===0)return"";let t=e.map(({finding:r,reason:n,expires:i,by:a})=>`${o(r.rule)}${r.path===null?"":` in ${s(r.path)}`}, ${i===null?"without end":`until ${o(i)}`}${a===null?"":`, approved by ${o(a)}`}: ${o(n)}`);return`<h3>${l(e.length,"suppression")} in force</h3>
${d("suppressions",t)}`}function F({contents:e}){if(e.folders.length===0)return"";let t=e.folders.map(({path:r,files:n,bytes:i})=>[r===""?"the root":s(`${r}/`),String(n),c(i)]);return`<h3>What takes room</h3>
${y(["Folder","Files","Unpacked"],t)}`}function v(e){return`<p class="problem">${e.split(`
`).map(t=>o(t)).join("<br>")}</p>`}function d(e,t){return t.length===0?"":`<ul class="${e}">${t.map(r=>`<li>${r}</li>`).join("")}</ul>`}function y(e,t){let r=(n,i)=>`<tr>${n.map(a=>`<${i}>${a}</${i}>`).join("")}</tr>`;return`<table>${r(e,"th")}${t.map(n=>r(n,"td")).join("")}</table>`}function u(e){return o(e).replace(/&#96;((?:(?!&#96;).)+)&#96;/g,"<code>$1</code>")}function s(e){return`<code>${o(e,b)}</code>`}export{M as a};
