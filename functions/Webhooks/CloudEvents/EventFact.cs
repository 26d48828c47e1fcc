using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Programme;
using Pathway.Functions.Webhooks.Intake;

namespace Pathway.Functions.Webhooks.CloudEvents;

/// <summary>What an event says once it is read: a fact, or faults that name their place.</summary>
internal static class EventFact
{
    private const EventAttribute Required = EventAttribute.SpecVersion | EventAttribute.Id | EventAttribute.Source | EventAttribute.Type;

    public static void Add(EventDraft draft, EventAttribute seen, FactBatch batch)
    {
        batch.Events++;
        for (var missing = Required & ~seen; missing != EventAttribute.None; missing &= missing - 1)
            batch.AddFault(
                draft.Index, $"{draft.Path}/{EventAttributes.Name(missing & (EventAttribute)(-(int)missing))}", "is required.");
        if (draft.Type is not { } type)
            return;
        if (!draft.HasData)
            batch.AddFault(draft.Index, draft.Path + "/data", "is required.");
        else
            CheckData(draft, type, batch);
        if (batch.Faults.Count == 0)
            AddFact(draft, type, batch);
    }

    private static void CheckData(EventDraft draft, EventType type, FactBatch batch)
    {
        foreach (var (field, place, reason) in draft.Doubts)
        {
            if (field == DataFields.None || (type.Fields & field) != DataFields.None)
                batch.AddFault(draft.Index, place, reason);
        }

        if (draft.Doubts.Exists(doubt => doubt.Field == DataFields.None))
            return;
        for (var missing = type.Required & ~draft.Present; missing != DataFields.None; missing &= missing - 1)
            batch.AddFault(
                draft.Index, EventDataReader.Path(draft.Path + "/data", missing & (DataFields)(-(int)missing)), "is required.");
        if ((type.Fields & DataFields.Learners) != DataFields.None
            && (draft.Present & (DataFields.Learner | DataFields.Learners)) == DataFields.None)
            batch.AddFault(draft.Index, draft.Path + "/data/learner", "is required, or learners.");
        for (var extra = draft.Present & ~type.Fields; extra != DataFields.None; extra &= extra - 1)
            batch.Dropped.Count(EventDataReader.Name(extra & (DataFields)(-(int)extra)));
    }

    private static void AddFact(EventDraft draft, EventType type, FactBatch batch)
    {
        var field = type.Fields & (DataFields.Activity | DataFields.Resource);
        if (ObjectOf(draft, field) is not { } about)
        {
            batch.AddFault(
                draft.Index,
                EventDataReader.Path(draft.Path + "/data", field),
                $"is neither an id ({Slug.Rule}) nor an address (http, https or urn).");
            return;
        }

        if (about.IsNameless)
            batch.Nameless.Count(EventDataReader.Name(field));
        batch.Facts.Add(new Fact(batch.KeyOf(draft.Identity()), type.Verb, about, Learners(draft, type), draft.Time ?? batch.Arrival)
        {
            TimeKnown = draft.Time is not null,
            Minutes = (type.Fields & DataFields.Minutes) != DataFields.None ? draft.Minutes : null,
            Rating = (type.Fields & DataFields.Rating) != DataFields.None ? draft.Rating : null,
            Enrolment = (type.Fields & DataFields.Aliases) != DataFields.None
                ? new Enrolment([.. draft.Aliases.Distinct()], draft.YearGroup)
                : null,
        });
    }

    private static FactObject? ObjectOf(EventDraft draft, DataFields field)
    {
        if (field == DataFields.None)
            return FactObject.Programme;
        var name = NameOf(draft, field);
        if (name.IsSlug)
            return new FactObject(field == DataFields.Activity ? ObjectKind.Activity : ObjectKind.Resource, name.Text);
        return name.Elsewhere;
    }

    private static ObjectName NameOf(EventDraft draft, DataFields field) =>
        field == DataFields.Activity ? draft.Activity! : draft.Resource!;

    private static LearnerRef[] Learners(EventDraft draft, EventType type)
    {
        if ((type.Fields & DataFields.Learners) == DataFields.None || draft.Learners.Count == 0)
            return [draft.Learner!.Value];
        return [.. (draft.Learner is { } learner ? draft.Learners.Append(learner) : draft.Learners).Distinct()];
    }
}
