const require = process.getBuiltinModule;
import{e as o,f as r,g as m,h as p,i as t}from"./JXYDUC2Q.js";import"./RMYS7NB6.js";export{o as DEFAULT_YAML_LIMITS,r as WRITTEN_YAML_LIMITS,t as composeYaml,m as parseYaml,p as parseYamlWithLines};
