import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{a as l}from"./chunk-VKRYTOG5.js";import{d as n}from"./chunk-QMRSOZM3.js";var e=9,d=40,m=110;function h(i,t){return i.length<=t&&/^[ -~·…✖▲ℹ•→×“”’]*$/.test(i)?[i]:l(i,t,{hard:!0,trim:!1}).split(`
`)}var a=class{colors;width;#t=[];constructor(t,r){this.colors=t,this.width=Math.max(d,Math.min(r,m))}line(t,r=0){for(let s of h(t,this.width-r))this.#t.push(`${" ".repeat(r)}${s.trimEnd()}`)}labelled(t,r){this.columns([`  ${this.colors.dim(t.padEnd(e))}`],e+2,r)}columns(t,r,s){h(s,Math.max(20,this.width-r)).forEach((o,c)=>{let p=c===0?t.join(""):" ".repeat(r);this.#t.push(`${p}${o.trimEnd()}`.trimEnd())})}exact(t){this.#t.push(`  ${" ".repeat(e)}${t}`)}problem(t){let[r="",...s]=t.split(`
`);this.line(n(r),2);for(let o of s)this.line(this.colors.dim(n(o)),4)}blank(){this.#t.length>0&&this.#t.at(-1)!==""&&this.#t.push("")}text(){return`${this.#t.join(`
`)}
`}};export{a};
