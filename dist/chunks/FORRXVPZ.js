const require = process.getBuiltinModule;
import{b as o,c as r,d as m,e as p,f as t}from"./QVGS6UQQ.js";import"./GSFOS72Q.js";export{o as DEFAULT_YAML_LIMITS,r as WRITTEN_YAML_LIMITS,t as composeYaml,m as parseYaml,p as parseYamlWithLines};
