const require = process.getBuiltinModule;
import{ba as n,h as t,mb as i,nb as s,ob as c,pb as a,rb as l}from"./chunks/TKU2X45J.js";var r=n(o=>t(o)),e=await i().recall(),m=s();if(e!==null){for(let o of["SIGINT","SIGTERM"])process.on(o,()=>{});await l(r,await c(r,process.env,{begun:e,entry:"",live:m}),e)}var f=m.recall();f!==null&&await a(f,r,process.env);
