namespace Pathway.Functions.Privacy.Evidence;

/// <summary>Every flow of data about people, in the order in which a term meets them.</summary>
internal static class Flows
{
    private const string College = "the college";
    private const string Programme = "the programme";
    private const string Microsoft = "Microsoft (Azure, Microsoft 365), as the programme's sub-processor";

    public static IReadOnlyList<Flow> All { get; } =
    [
        new(
            "What learners did",
            "the college's learning platform, MIS or script (webhook, xAPI, Caliper)",
            "the app's edge",
            "to see whether masterclasses, projects and resources reach learners",
            "what was done, to which activity or resource, when, minutes, rating, year group; an identifier that becomes a "
            + "pseudonym before anything is written. Everything else is dropped and counted by its name.",
            College,
            $"{Programme}; {Microsoft}",
            "the programme's manager and that college's coordinators, as figures",
            "queue Facts, table Engagement",
            "TLS; signature or password of the college's own; keyed pseudonyms (HMAC-SHA256, key and salt apart)"),
        new(
            "Attendance from Teams",
            "Microsoft Teams attendance reports",
            "the app",
            "to count who attended a masterclass without asking teachers to",
            "address and minutes; the address becomes a pseudonym in memory, an address of no college is counted and dropped",
            College,
            $"{Programme}; {Microsoft}",
            "as above",
            "table Engagement; table Attendance keeps which reports were read",
            "the app's own identity with application access limited to the programme's mailbox"),
        new(
            "A tutor's attendance sheet",
            "a coordinator's spreadsheet",
            "the app's edge",
            "attendance where nothing else reports it",
            "activity, learner, minutes; the learner becomes a pseudonym, the sheet is not kept",
            College,
            $"{Programme}; {Microsoft}",
            "as above",
            "queue Facts, table Engagement",
            "sign-in with Entra ID; the coordinator's own college only"),
        new(
            "Invitations",
            "the programme's calendar",
            "the colleges' staff mailboxes",
            "to invite each college to what is on",
            "work addresses of staff, titles, times, links",
            Programme,
            Microsoft,
            "the invited; attendees are hidden from one another",
            "table Colleges; table Invitations as keyed hashes; Exchange",
            "addresses change alone, so that nobody is mailed for another's change"),
        new(
            "Digests and reports",
            "daily counters",
            "the colleges' contacts, the manager, the funder",
            "to show each college its own engagement, and the funder the programme's",
            "figures; rounded, and small ones hidden, wherever they cross colleges",
            $"{College} for its own figures, {Programme} for the sum",
            Microsoft,
            "as the purpose says",
            "blob Digests, table DigestSlots",
            "made from counters only: no list of learners exists that could be sent"),
        new(
            "Resources",
            "the manager's uploads",
            "learners and teachers, by link or feed",
            "to share teaching material",
            "no learner: a use is counted for the college whose link it was",
            Programme,
            Microsoft,
            "whoever has the link",
            "blobs Uploads and Resources",
            "links expire and can be revoked; a file is inspected before it is published"),
        new(
            "Who changed what",
            "calls of the manager and of coordinators",
            "the audit trail",
            "accountability",
            "work address of the caller, the call, what was before and after; no secret, no learner",
            Programme,
            Microsoft,
            "the manager; a college its own part",
            "table Audit",
            "written before a change may happen; nothing in the app deletes a line before its time"),
    ];
}
