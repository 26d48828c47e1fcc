using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Webhooks.CloudEvents;

/// <summary>What an event says once it is read: a fact, or faults that name their place.</summary>
internal static class EventFact
{
    private const EventAttribute Required = EventAttribute.SpecVersion | EventAttribute.Id | EventAttribute.Source | EventAttribute.Type;

    public static void Add(EventDraft draft, EventAttribute seen, FactBatch batch, int index, string path)
    {
        batch.Events++;
        for (var missing = Required & ~seen; missing != EventAttribute.None; missing &= missing - 1)
            batch.AddFault(index, $"{path}/{EventAttributes.Name(missing & (EventAttribute)(-(int)missing))}", "is required.");
        if (draft.Type is not { } type)
            return;
        if (!draft.HasData)
            batch.AddFault(index, path + "/data", "is required.");
        else
            CheckData(draft, type, batch, index, path);
        if (batch.Faults.Count == 0)
            AddFact(draft, type, batch, index, path);
    }

    private static void CheckData(EventDraft draft, EventType type, FactBatch batch, int index, string path)
    {
        var data = path + "/data";
        foreach (var (field, place, reason) in draft.Doubts)
        {
            if (field == DataFields.None || (type.Fields & field) != DataFields.None)
                batch.AddFault(index, place, reason);
        }

        if (draft.Doubts.Exists(doubt => doubt.Field == DataFields.None))
            return;
        for (var missing = type.Required & ~draft.Present; missing != DataFields.None; missing &= missing - 1)
            batch.AddFault(index, EventDataReader.Path(data, missing & (DataFields)(-(int)missing)), "is required.");
        if ((type.Fields & DataFields.Learners) != DataFields.None && (draft.Present & (DataFields.Learner | DataFields.Learners)) == DataFields.None)
            batch.AddFault(index, data + "/learner", "is required, or learners.");
        for (var extra = draft.Present & ~type.Fields; extra != DataFields.None; extra &= extra - 1)
            batch.Dropped.Count(EventDataReader.Name(extra & (DataFields)(-(int)extra)));
    }

    private static void AddFact(EventDraft draft, EventType type, FactBatch batch, int index, string path)
    {
        var field = (type.Fields & DataFields.Activity) != DataFields.None ? DataFields.Activity : (type.Fields & DataFields.Resource) != DataFields.None ? DataFields.Resource : DataFields.None;
        if (ObjectOf(draft, field) is not { } about)
        {
            // A person's page is nothing to count; anything else that is no address is a mistake.
            if (Uri.TryCreate(field == DataFields.Activity ? draft.Activity : draft.Resource, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
                batch.Dropped.Count(EventDataReader.Name(field));
            else
                batch.AddFault(index, EventDataReader.Path(path + "/data", field), $"is neither an id ({Slug.Rule}) nor an address (http or https).");
            return;
        }

        batch.Facts.Add(new Fact(batch.KeyOf(draft.Identity()), type.Verb, about, Learners(draft, type), draft.Time ?? batch.Arrival)
        {
            TimeKnown = draft.Time is not null,
            Minutes = (type.Fields & DataFields.Minutes) != DataFields.None ? draft.Minutes : null,
            Rating = (type.Fields & DataFields.Rating) != DataFields.None ? draft.Rating : null,
            Enrolment = (type.Fields & DataFields.Aliases) != DataFields.None ? new Enrolment([.. draft.Aliases.Distinct()], draft.YearGroup) : null,
        });
    }

    private static FactObject? ObjectOf(EventDraft draft, DataFields field)
    {
        if (field == DataFields.None)
            return FactObject.Programme;
        var name = field == DataFields.Activity ? draft.Activity! : draft.Resource!;
        if (Slug.IsValid(name))
            return new FactObject(field == DataFields.Activity ? ObjectKind.Activity : ObjectKind.Resource, name);
        return ObjectAddress.Canonical(name) is { } address ? new FactObject(ObjectKind.Elsewhere, address) : null;
    }

    private static LearnerRef[] Learners(EventDraft draft, EventType type)
    {
        if ((type.Fields & DataFields.Learners) == DataFields.None || draft.Learners.Count == 0)
            return [draft.Learner!.Value];
        return [.. (draft.Learner is { } learner ? draft.Learners.Append(learner) : draft.Learners).Distinct()];
    }
}
