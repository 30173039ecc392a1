import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{a as o}from"./chunk-GIED4JRT.js";import{d as e}from"./chunk-2IU3ZPUO.js";function d(){return e.map(({meta:{id:r,title:t,why:i,fix:n,severity:l}})=>({id:r,title:t,why:i,fix:n,severity:l,docs:o(r)}))}export{d as a};
