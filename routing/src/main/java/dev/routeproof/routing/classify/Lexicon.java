package dev.routeproof.routing.classify;

import java.util.HashMap;
import java.util.Map;

/** The words that make a signal. */
enum Lexicon {
    QUESTION("""
            who whom whose what which when where whats what's who's wer
            wo wann welche welcher qui quand quel quelle donde cuando quien
            cual chi dove"""),
    CODE("""
            python javascript typescript java kotlin rust golang c++ sql bash regex
            html css php ruby swift react django node json yaml api
            docker kubernetes git function functions method class script algorithm code bug
            debug compile compiler exception traceback stacktrace nullpointerexception array arrays string strings
            list lists tuple tuples dictionary hashmap loop recursion recursive boolean integer
            substring element elements sort sorted matrix binary query queries database schema
            endpoint refactor unittest pytest async thread mutex pointer pandas numpy dataframe
            lambda iterate parse parser returns linked heap stack queue graph implement
            funktion fonction función variable typeerror segfault webpack spring haskell scala terraform
            powershell shell excel vba matlab latex sqlite postgres mysql"""),
    CODE_ARTEFACT("""
            function method class program script query regex code component endpoint snippet
            decorator trigger macro parser algorithm app hook cli api test tests
            dockerfile makefile workflow migration funktion fonction función programa"""),
    MAKE("""
            write create implement build make develop generate code define design add
            refactor fix optimize optimise convert schreibe écris escribe need give"""),
    MATH("""
            triangle polynomial probability solve evaluate compute simplify equation equations integer integers
            digits digit prime perimeter area radius circle angle degrees vector matrix
            determinant integral derivative remainder divisor divisible factor root roots sum product
            ratio percent average mean median prove theorem function real positive arithmetic
            geometric sequence sine cosine modulo expression fraction diagonal volume cube square
            hexagon least greatest smallest coin dice die calculate find let suppose
            inequality combinations permutations graph slope intercept parabola ellipse complex"""),
    NUMBER("""
            two three four five six seven eight nine ten eleven twelve
            dozen twenty thirty fifty hundred thousand half third quarter twice thrice
            double triple times each per every total remaining left altogether dollars
            cost costs price more fewer less than"""),
    LOGIC("""
            clue clues liar liars knight knights knave knaves truth lies either
            neither exactly next immediately left right order arrange seated sits deduce
            infer conclude premise premises valid follows puzzle riddle logic statement statements
            older younger taller shorter directly somewhere different must schedule cannot some
            none therefore if all only"""),
    SCIENCE("""
            energy mass velocity acceleration force electron electrons proton photon wavelength frequency
            molecule molecules reaction compound acid enzyme protein gene genes dna rna
            mutation allele quantum spin orbital temperature pressure entropy enthalpy mol molar
            solution concentration ph kj ev nm kg hamiltonian operator state states
            star planet redshift luminosity orbit magnetic electric field charge circuit resistance
            spectrum nmr carbon hydrogen synthesis product equilibrium catalyst isomers cells particle
            particles relativistic scattering decay observed experiment plasmid substrate friction"""),
    TRANSFORM("""
            translate extract classify convert summarize summarise rephrase rewrite format sentiment spell
            synonym antonym capitalize correct proofread define label categorize übersetze traduis traduce
            shorten alphabetize headline subject"""),
    DEPTH("""
            comprehensive detailed detail depth in-depth thorough thoroughly report essay analysis analyze
            analyse strategy strategic roadmap proposal whitepaper literature review compare contrast evaluate
            critically implications synthesize framework recommendations recommend assess discuss research investigate plan
            memo briefing sections trade-offs tradeoffs pros cons perspectives outline foundations explore
            examine evidence argue documents sources citations policy architecture philosophical historical impact
            ethical case draft"""),
    BUSINESS("""
            market customers customer company stakeholders stakeholder revenue competitors competitive budget quarter
            risk risks compliance regulatory pricing growth board executive investors saas supply
            chain employees hiring merger contract clients campaign launch kpis metrics migration
            operations vendor governance industry business product team retention churn onboarding enterprise
            startup"""),
    SHORT("""
            briefly short only one-word quick quickly just brief"""),
    /** What everyday talk is about. */
    EVERYDAY("""
            hi hello hey thanks thank lol haha hmm ok okay please sorry i'm im my me i i've i'd
            gonna wanna bored tired hungry happy sad friend friends boyfriend girlfriend mom mum dad wife husband
            kids birthday weekend dinner lunch breakfast movie song recipe cook gift cat dog pet love
            hate feel feeling holiday vacation sleep weather joke poem caption hobby wedding baby
            roommate neighbor neighbour garden coffee pizza party"""),
    /** What a text that is to be read is called. */
    GIVEN_TEXT("""
            passage context text paragraph notice excerpt article following below email review message letter
            flyer leaflet brochure document faq notes transcript quote sentence"""),
    /** What a LaTeX command is called, after its backslash. */
    LATEX("""
            frac dfrac tfrac sqrt sum int prod lim begin end text mathrm mathbb mathbf mathcal left
            right cdot cdots ldots dots times div pm angle circ le leq ge geq ne neq lt gt
            equiv pmod bmod binom pi theta alpha beta gamma delta lambda mu sigma omega epsilon phi rho
            infty sin cos tan log ln exp overline underline hat bar vec triangle parallel perp
            in notin subset cup cap forall exists to rightarrow implies boxed partial nabla approx sim
            quad displaystyle lfloor rfloor lceil rceil mid not"""),
    /** What a line of code begins with, as {@link CodeLines} knows it. */
    LINE("""
            def return import console select public for func fn var let const print printf
            exception"""),
    /** What "how …" asks a quantity with. */
    HOW("many much long far old tall fast often big heavy"),
    /** What "what …" asks a quantity with. */
    WHAT("fraction percentage percent number time"),
    /** What "what is the …" asks a quantity with. */
    WHAT_IS_THE("""
            total average probability sum difference value ratio remainder area perimeter
            number minimum maximum least greatest""");

    static final int COUNT = values().length;

    /** Bit {@link #bit} of every word that is in a lexicon. */
    static final WordIndex INDEX = index();

    private final String words;

    Lexicon(String words) {
        this.words = words;
    }

    @SuppressWarnings("EnumOrdinal")
    int place() {
        return ordinal();
    }

    int bit() {
        return 1 << place();
    }

    private static WordIndex index() {
        Map<String, Integer> bits = new HashMap<>();
        for (Lexicon lexicon : values()) {
            for (String word : lexicon.words.strip().split("\\s+")) {
                bits.merge(word, lexicon.bit(), (earlier, bit) -> earlier | bit);
            }
        }
        return new WordIndex(bits);
    }
}
