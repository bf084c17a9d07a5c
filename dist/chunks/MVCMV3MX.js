const require = process.getBuiltinModule;
import{a as o,b as r,c as m,d as p}from"./WHWEYJDU.js";import"./BFM2I6LO.js";export{o as DEFAULT_YAML_LIMITS,r as WRITTEN_YAML_LIMITS,m as parseYaml,p as parseYamlWithLines};
