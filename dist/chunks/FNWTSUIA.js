const require = process.getBuiltinModule;
import{a as o}from"./VVNAZK4S.js";import"./LKS6T5QE.js";import"./QCDXE4T2.js";export{o as createTokenClient};
