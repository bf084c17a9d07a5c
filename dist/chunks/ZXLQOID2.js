const require = process.getBuiltinModule;
import{d as o}from"./VW6Z7XOT.js";import"./ZCEPUEPT.js";import"./CT2Q4XRA.js";import"./66VV4FGD.js";import"./7DCJKSJL.js";import"./SW3GJCI4.js";import"./Y5H3INWL.js";import"./JS6H2HHQ.js";import"./YLMJMSWY.js";import"./NC5ADNYT.js";import"./N3NTACU5.js";import"./LUSAFALT.js";export{o as createDiscovery};
