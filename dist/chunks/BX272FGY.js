const require = process.getBuiltinModule;
import{a as o}from"./CV372IFW.js";import"./QNUC47FC.js";import"./PY4MQC7C.js";export{o as createRenderer};
