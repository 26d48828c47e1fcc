using System.Collections.Frozen;
using Pathway.Functions.Engagement.Facts;

namespace Pathway.Functions.Webhooks.Xapi;

/// <summary>
/// Which verbs of xAPI's vocabularies (ADL, ActivityStreams, TinCan registry, TLA, cmi5) become which facts, by the
/// last part of their address: the vocabularies differ in what stands before it, and ActivityStreams says "join"
/// where others say "joined". ADL has no "viewed": it says "experienced" of what was read or looked at.
/// </summary>
internal static class VerbTable
{
    private static readonly FrozenDictionary<string, FactVerb> Words = new Dictionary<string, FactVerb>(
        StringComparer.OrdinalIgnoreCase)
    {
        ["viewed"] = FactVerb.Viewed,
        ["view"] = FactVerb.Viewed,
        ["experienced"] = FactVerb.Viewed,
        ["experience"] = FactVerb.Viewed,
        ["read"] = FactVerb.Viewed,
        ["watched"] = FactVerb.Viewed,
        ["watch"] = FactVerb.Viewed,
        ["listened"] = FactVerb.Viewed,
        ["listen"] = FactVerb.Viewed,
        ["launched"] = FactVerb.Viewed,
        ["launch"] = FactVerb.Viewed,
        ["attended"] = FactVerb.Attended,
        ["attend"] = FactVerb.Attended,
        ["joined"] = FactVerb.Attended,
        ["join"] = FactVerb.Attended,
        ["completed"] = FactVerb.Completed,
        ["complete"] = FactVerb.Completed,
        ["passed"] = FactVerb.Completed,
        ["pass"] = FactVerb.Completed,
        ["submitted"] = FactVerb.Submitted,
        ["submit"] = FactVerb.Submitted,
        ["registered"] = FactVerb.Enrolled,
        ["register"] = FactVerb.Enrolled,
        ["enrolled"] = FactVerb.Enrolled,
        ["enrol"] = FactVerb.Enrolled,
        ["enroll"] = FactVerb.Enrolled,
        ["left"] = FactVerb.Left,
        ["leave"] = FactVerb.Left,
        ["rated"] = FactVerb.Rated,
        ["rate"] = FactVerb.Rated,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The fact a verb's address stands for; null for grades and the rest, which are not wanted.</summary>
    public static FactVerb? Find(string verb) =>
        Words.TryGetValue(LastPart(verb).ToString(), out var found) ? found : null;

    /// <summary>Whether a statement takes another back: this one verb, in no other vocabulary.</summary>
    public static bool IsVoided(string verb) =>
        verb is "http://adlnet.gov/expapi/verbs/voided"
            or "https://adlnet.gov/expapi/verbs/voided"
            or "https://w3id.org/xapi/adl/verbs/voided";

    /// <summary>The word a verb's address ends in.</summary>
    public static ReadOnlySpan<char> LastPart(string verb) =>
        verb.AsSpan(verb.AsSpan().LastIndexOfAny('/', '#', ':') + 1);
}
