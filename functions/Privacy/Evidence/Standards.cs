namespace Pathway.Functions.Privacy.Evidence;

/// <summary>
/// The standards of the Age appropriate design code in its own order
/// (https://ico.org.uk/for-organisations/uk-gdpr-guidance-and-resources/childrens-information/childrens-code-guidance-and-resources/).
/// </summary>
internal static class Standards
{
    public static IReadOnlyList<Standard> All { get; } =
    [
        .. new (string Name, string Answer)[]
        {
            ("Best interests of the child", "Figures serve teaching and the programme; nothing is sold, advertised or ranked by learner."),
            ("Data protection impact assessments", "This pack is made from the running app, in the order of the ICO's template."),
            ("Age appropriate application", "All learners are 14 to 19; each is treated as a child, whatever their age."),
            ("Transparency", "What is kept is in docs/privacy.md; export answers every row kept of one learner."),
            ("Detrimental use of data", "No decision about a learner can be made from figures: no page or call lists learners."),
            ("Policies and community standards", "Retention and suppression are code, and a test fails when either stops."),
            ("Default settings", "Everything is at its most private by default: pseudonyms, suppression, expiry need no switch."),
            ("Data minimisation", "Only the contract's fields pass the edge; the rest is dropped and counted by name, never by value."),
            ("Data sharing", "No college sees another's learners; figures that cross colleges are rounded and small ones hidden."),
            ("Geolocation", "None is taken: no address of a device, no place."),
            ("Parental controls", "None: there is no account of a learner's, and nothing is monitored live."),
            ("Profiling", "None: counters hold what was done in sum, and nothing is inferred of a learner."),
            ("Nudge techniques", "None towards learners, who are never written to; reminders go to staff."),
            ("Connected toys and devices", "None."),
            ("Online tools", "Export and erasure of one learner are single calls, on the college's instruction."),
        }.Select((standard, at) => new Standard(at + 1, standard.Name, standard.Answer)),
    ];
}
