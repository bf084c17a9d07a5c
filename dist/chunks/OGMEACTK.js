const require = process.getBuiltinModule;
import{a as o}from"./APB5BNH6.js";import"./SP6OIMVU.js";import"./NL5OCXP5.js";export{o as createRenderer};
