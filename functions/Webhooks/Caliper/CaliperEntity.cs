namespace Pathway.Functions.Webhooks.Caliper;

/// <summary>An entity, by what names it and by the entities it belongs to.</summary>
internal sealed record CaliperEntity
{
    // More than any model of the specification has.
    private const int MaxDepth = 8;

    public string? Id { get; set; }

    public string? Type { get; set; }

    /// <summary>Of an attempt: the work that was attempted.</summary>
    public CaliperEntity? Assignable { get; set; }

    /// <summary>Of a response, a result or a score: what it answers or judges.</summary>
    public CaliperEntity? Attempt { get; set; }

    public CaliperEntity? IsPartOf { get; set; }

    /// <summary>
    /// The thing that the figures are about. What one learner made of a thing stands for that thing, a place in it
    /// for the whole; null for a person, and for what one learner made of nothing that is named.
    /// </summary>
    public CaliperEntity? Work()
    {
        var entity = this;
        for (var depth = 0; depth < MaxDepth; depth++)
        {
            switch (entity.Type)
            {
                case "Person":
                    return null;
                case "Attempt":
                    if (entity.Assignable is not { } assignable)
                        return entity.IsPartOf is { Type: "Attempt" } larger ? larger.Work() : null;
                    entity = assignable;
                    break;
                case "Result" or "Score" or "AggregateMeasure"
                    or "Response" or "FillinBlankResponse" or "MultipleChoiceResponse" or "MultipleResponseResponse"
                    or "SelectTextResponse" or "TrueFalseResponse" or "OpenEndedResponse" or "RatingScaleResponse"
                    or "DateTimeResponse" or "MultiselectResponse":
                    if (entity.Attempt is not { } attempt)
                        return null;
                    entity = attempt.Type is null ? attempt with { Type = "Attempt" } : attempt;
                    break;
                case "MediaLocation" or "Frame" or "Page" or "Chapter" when entity.IsPartOf is { } whole:
                    entity = whole;
                    break;
                default:
                    return entity.Id is null ? null : entity;
            }
        }

        return null;
    }
}
