/**
 * Words that cannot be the noun a number counts. Behind a number they show that its noun is left out or that the
 * clause goes on: `rose to 148 million from …`, `one of them`.
 */
export const functionWords: ReadonlySet<string> = new Set(
  (
    'a an the this that these those it its his her their our your my he she they we you i who whom whose which what ' +
    'is are was were be been being am has have had do does did can could will would shall should may might must ' +
    'and or but nor so yet if because while when where after before since until till unless though although as than ' +
    'of in on at by for from to with without within into onto over under above below between among across through ' +
    'during against about around near per via up down out off along behind beyond despite toward towards upon like ' +
    'not no only also just even still already again too very more less fewer most least each every both either neither ' +
    'then now here there how why all any some such same other another earlier later ago higher lower apart away ' +
    'said says say told respectively overall altogether compared including excluding versus vs v plus minus ' +
    'amid plus rose fell gained lost added made got went came'
  ).split(' '),
);
