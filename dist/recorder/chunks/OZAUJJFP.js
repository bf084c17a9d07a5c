const require = process.getBuiltinModule;
import{R as o}from"./RMYS7NB6.js";export{o as SqliteTrackingStore};
