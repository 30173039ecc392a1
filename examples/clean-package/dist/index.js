function n(t){return 12.42-t%12.42}function e(t){return(1+Math.cos(2*Math.PI*t/12.42))/2}export{e as height,n as nextHighTide};
