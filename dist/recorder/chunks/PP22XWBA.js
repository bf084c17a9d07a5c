const require = process.getBuiltinModule;
import{b as o,c as r,d as m}from"./5HPR2KBR.js";import"./2OQKABJP.js";import"./WEAWGQXI.js";import"./QQAFKBDE.js";import"./REC32N7I.js";export{o as MAX_PARAMS_BYTES,r as importParams,m as paramsFile};
