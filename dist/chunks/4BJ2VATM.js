const require = process.getBuiltinModule;
import{a as o}from"./II3LYSNR.js";import"./SP6OIMVU.js";import"./5XE54QTL.js";export{o as createRenderer};
