const require = process.getBuiltinModule;
import{d as o}from"./AMAVIYBC.js";import"./ZCEPUEPT.js";import"./R7QZX5PW.js";import"./KQHPSQLZ.js";import"./AS3CJ5W7.js";import"./US7NLX6M.js";import"./VB3IQ32F.js";import"./O36EQUKQ.js";import"./RNXUB65F.js";import"./WG2HWEN2.js";export{o as createDiscovery};
