const require = process.getBuiltinModule;
import{Bb as i,Cb as s,Db as c,Eb as a,Gb as l,h as t,la as n}from"./chunks/AIQ63J7N.js";var r=n(o=>t(o)),e=await i().recall(),m=s();if(e!==null){for(let o of["SIGINT","SIGTERM"])process.on(o,()=>{});await l(r,await c(r,process.env,{begun:e,entry:"",live:m}),e)}var f=m.recall();f!==null&&await a(f,r,process.env);
