using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Programme;
using Pathway.Functions.Webhooks.Intake;

namespace Pathway.Functions.Webhooks.Xapi;

/// <summary>One statement while it is read.</summary>
internal sealed class StatementDraft
{
    private const string Source = "urn:pathway:xapi";

    public StatementMember Seen { get; set; }

    public Guid? Id { get; set; }

    public bool HasActor { get; set; }

    /// <summary>Empty for an actor that is no person anybody could name.</summary>
    public List<LearnerRef> Learners { get; } = [];

    public string? Verb { get; set; }

    public bool HasObject { get; set; }

    public string? Object { get; set; }

    public string? ObjectType { get; set; }

    public DateTimeOffset? Time { get; set; }

    public int? Minutes { get; set; }

    public int? Rating { get; set; }

    /// <summary>Adds the fact, or the faults, or counts what was dropped; answers with the statement's id.</summary>
    public Guid Finish(FactBatch batch, int index, string path, ReadOnlySpan<byte> statement)
    {
        if (!HasActor)
            batch.AddFault(index, path + "/actor", "is required, with one of mbox, mbox_sha1sum, openid or account.");
        if (Learners.Count > AgentReader.MaxLearners)
            batch.AddFault(index, path + "/actor", $"names more than {AgentReader.MaxLearners} people.");
        if (Verb is null)
            batch.AddFault(index, path + "/verb/id", "is required.");
        if (!HasObject)
            batch.AddFault(index, path + "/object", "is required.");
        var id = Id ?? batch.DeriveId(statement, hasTime: Time is not null);
        if (batch.Faults.Count > 0)
            return id;
        if (VerbTable.IsVoided(Verb!))
        {
            AddVoid(batch, index, path);
            return id;
        }

        if (VerbTable.Find(Verb!) is not { } verb)
            batch.Dropped.Count(VerbTable.LastPart(Verb!));
        else if (Learners.Count == 0)
            batch.Dropped.Count("actor");
        else if (ObjectOf(batch) is not { } about)
            batch.Dropped.Count("object");
        else
            Add(batch, FactOf(batch, id, verb, about));
        return id;
    }

    // https://github.com/adlnet/xAPI-Spec/blob/master/xAPI-Data.md#232-voiding
    private void AddVoid(FactBatch batch, int index, string path)
    {
        if (ObjectType == "StatementRef" && Guid.TryParseExact(Object, "D", out var voided))
            batch.Facts.Add(Fact.Void(KeyOf(batch, voided), Time ?? batch.Arrival));
        else
            batch.AddFault(
                index, path + "/object", "must be a StatementRef with the id of the statement that is voided.");
    }

    private static void Add(FactBatch batch, Fact fact)
    {
        if (fact.Object.IsNameless)
            batch.Nameless.Count("object");
        batch.Facts.Add(fact);
    }

    private static string KeyOf(FactBatch batch, Guid id) => Fact.KeyOf(batch.College, Source, id.ToString("D"));

    private Fact FactOf(FactBatch batch, Guid id, FactVerb verb, FactObject about) =>
        new(KeyOf(batch, id), verb, about, [.. Learners.Distinct()], Time ?? batch.Arrival)
        {
            TimeKnown = Time is not null,
            Minutes = verb is FactVerb.Attended or FactVerb.Viewed or FactVerb.Completed ? Minutes : null,
            Rating = verb == FactVerb.Rated ? Rating : null,
        };

    private FactObject? ObjectOf(FactBatch batch)
    {
        // An agent, a group, a statement or a sub-statement is nothing the figures are about.
        if (ObjectType is not (null or "Activity") || Object is null)
            return null;
        if (batch.College.Addresses.Read(Object) is { } address)
            return FactObject.At(address);
        return Slug.IsValid(Object) ? new FactObject(ObjectKind.Activity, Object) : null;
    }
}
