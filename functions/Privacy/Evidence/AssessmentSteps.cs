using Pathway.Functions.Programme;

namespace Pathway.Functions.Privacy.Evidence;

/// <summary>
/// The steps of the ICO's template in its own order
/// (https://ico.org.uk/for-organisations/uk-gdpr-guidance-and-resources/accountability-and-governance/data-protection-impact-assessments-dpias/).
/// </summary>
internal static class AssessmentSteps
{
    public static IReadOnlyList<AssessmentStep> All(ProgrammeOptions programme, PrivacyOptions options, int colleges) =>
    [
        new(
            1,
            "Identify the need for an assessment",
            [
                $"{programme.Name} shows {colleges} colleges what their learners aged 14 to 19 did in it. The learners are "
                + "children to the law, and their records come from several systems: an assessment is required.",
            ]),
        new(
            2,
            "Describe the processing",
            [
                "Nature: events of learning platforms become facts under a pseudonym, facts move daily counters, "
                    + "and only counters are shown. The flows below name each field.",
                $"Scope: {colleges} colleges; facts are kept {options.FactsYears} academic years after their own. "
                    + "No special category data is taken.",
                "Context: learners are in the college's care and have no account here; the college decides what its systems send.",
                "Purposes: teaching, the programme's own steering, the funder's report, Gatsby encounters.",
            ],
            "How many learners, and anything of your own context."),
        new(3, "Consultation", [], "Whom you asked: learners, parents, teachers, your data protection officer."),
        new(
            4,
            "Assess necessity and proportionality",
            [
                "Nothing less would count a learner once over several systems; nothing more than a pseudonym is needed for it.",
                "Minimised at the edge: see the dropped fields. Rights: export and erasure by any identifier the college uses.",
                "Processors: the programme on the college's instruction, Microsoft as its sub-processor.",
            ],
            "Your lawful basis for each flow."),
        new(
            5,
            "Identify and assess risks",
            [
                "A learner is recognised in figures of a small group.",
                "A pseudonym is joined to a person, through a stolen key and the salts.",
                "A learner's identifier gets into a log, a message or a table.",
                "Facts are kept for longer than needed, or a learner's cannot be found to be erased.",
                "One college sees another's data.",
            ],
            "Likelihood and severity, as you see them."),
        new(
            6,
            "Identify measures to reduce risk",
            [
                "Every figure that crosses colleges is rounded to five, hidden for fewer, and told for weeks, terms and years only.",
                "Key (Key Vault) and salt (storage) are apart; erasing a college destroys its salt; the root key can be replaced.",
                "Identifiers become pseudonyms before anything is written; a test looks for one in every table, queue, blob and log line.",
                "Retention runs each night and says first what it would take; an index finds one learner's facts without a search.",
                "One table says who may call what, and a test holds it against every function.",
            ],
            "Whether what is left is acceptable."),
        new(7, "Sign off and record outcomes", [], "Names, dates, and the advice of your data protection officer."),
    ];
}
