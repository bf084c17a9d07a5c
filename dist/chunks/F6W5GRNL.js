const require = process.getBuiltinModule;
import{a as o}from"./Z5IFR3IX.js";import"./4MYQPSZC.js";import"./NL5OCXP5.js";export{o as createTokenClient};
