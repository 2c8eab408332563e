package dev.routeproof.routing.classify;

import java.util.Set;

/** The words that make a signal. */
final class Lexicon {
    static final Set<String> QUESTION = words("""
            who whom whose what which when where whats what's who's wer
            wo wann welche welcher qui quand quel quelle donde cuando quien
            cual chi dove""");
    static final Set<String> CODE = words("""
            python javascript typescript java kotlin rust golang c++ sql bash regex
            html css php ruby swift react django node json yaml api
            docker kubernetes git function functions method class script algorithm code bug
            debug compile compiler exception traceback stacktrace nullpointerexception array arrays string strings
            list lists tuple tuples dictionary hashmap loop recursion recursive boolean integer
            substring element elements sort sorted matrix binary query queries database schema
            endpoint refactor unittest pytest async thread mutex pointer pandas numpy dataframe
            lambda iterate parse parser returns linked heap stack queue graph implement
            funktion fonction función variable typeerror segfault webpack spring haskell scala terraform
            powershell shell excel vba matlab latex sqlite postgres mysql""");
    static final Set<String> CODE_ARTEFACT = words("""
            function method class program script query regex code component endpoint snippet
            decorator trigger macro parser algorithm app hook cli api test tests
            dockerfile makefile workflow migration funktion fonction función programa""");
    static final Set<String> MAKE = words("""
            write create implement build make develop generate code define design add
            refactor fix optimize optimise convert schreibe écris escribe need give""");
    static final Set<String> MATH = words("""
            triangle polynomial probability solve evaluate compute simplify equation equations integer integers
            digits digit prime perimeter area radius circle angle degrees vector matrix
            determinant integral derivative remainder divisor divisible factor root roots sum product
            ratio percent average mean median prove theorem function real positive arithmetic
            geometric sequence sine cosine modulo expression fraction diagonal volume cube square
            hexagon least greatest smallest coin dice die calculate find let suppose
            inequality combinations permutations graph slope intercept parabola ellipse complex""");
    static final Set<String> NUMBER = words("""
            two three four five six seven eight nine ten eleven twelve
            dozen twenty thirty fifty hundred thousand half third quarter twice thrice
            double triple times each per every total remaining left altogether dollars
            cost costs price more fewer less than""");
    static final Set<String> LOGIC = words("""
            clue clues liar liars knight knights knave knaves truth lies either
            neither exactly next immediately left right order arrange seated sits deduce
            infer conclude premise premises valid follows puzzle riddle logic statement statements
            older younger taller shorter directly somewhere different must schedule cannot some
            none therefore if all only""");
    static final Set<String> SCIENCE = words("""
            energy mass velocity acceleration force electron electrons proton photon wavelength frequency
            molecule molecules reaction compound acid enzyme protein gene genes dna rna
            mutation allele quantum spin orbital temperature pressure entropy enthalpy mol molar
            solution concentration ph kj ev nm kg hamiltonian operator state states
            star planet redshift luminosity orbit magnetic electric field charge circuit resistance
            spectrum nmr carbon hydrogen synthesis product equilibrium catalyst isomers cells particle
            particles relativistic scattering decay observed experiment plasmid substrate friction""");
    static final Set<String> TRANSFORM = words("""
            translate extract classify convert summarize summarise rephrase rewrite format sentiment spell
            synonym antonym capitalize correct proofread define label categorize übersetze traduis traduce
            shorten alphabetize headline subject""");
    static final Set<String> DEPTH = words("""
            comprehensive detailed detail depth in-depth thorough thoroughly report essay analysis analyze
            analyse strategy strategic roadmap proposal whitepaper literature review compare contrast evaluate
            critically implications synthesize framework recommendations recommend assess discuss research investigate plan
            memo briefing sections trade-offs tradeoffs pros cons perspectives outline foundations explore
            examine evidence argue documents sources citations policy architecture philosophical historical impact
            ethical case draft""");
    static final Set<String> BUSINESS = words("""
            market customers customer company stakeholders stakeholder revenue competitors competitive budget quarter
            risk risks compliance regulatory pricing growth board executive investors saas supply
            chain employees hiring merger contract clients campaign launch kpis metrics migration
            operations vendor governance industry business product team retention churn onboarding enterprise
            startup""");
    static final Set<String> SHORT = words("""
            briefly short only one-word quick quickly just brief""");

    private Lexicon() {}

    private static Set<String> words(String separated) {
        return Set.of(separated.split("\\s+"));
    }
}
