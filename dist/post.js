const require = process.getBuiltinModule;
import{ba as n,h as t,nb as i,ob as s,pb as c,qb as a,sb as l}from"./chunks/LUSAFALT.js";var r=n(o=>t(o)),e=await i().recall(),m=s();if(e!==null){for(let o of["SIGINT","SIGTERM"])process.on(o,()=>{});await l(r,await c(r,process.env,{begun:e,entry:"",live:m}),e)}var f=m.recall();f!==null&&await a(f,r,process.env);
