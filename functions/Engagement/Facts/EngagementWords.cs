namespace Pathway.Functions.Engagement.Facts;

/// <summary>
/// The words of verbs and kinds as keys and messages have them, without a culture and without allocation.
/// </summary>
public static class EngagementWords
{
    public static string Word(this FactVerb verb) => verb switch
    {
        FactVerb.Enrolled => "enrolled",
        FactVerb.Left => "left",
        FactVerb.Attended => "attended",
        FactVerb.Viewed => "viewed",
        FactVerb.Completed => "completed",
        FactVerb.Submitted => "submitted",
        FactVerb.Entered => "entered",
        FactVerb.Rated => "rated",
        FactVerb.Voided => "voided",
        _ => throw new ArgumentOutOfRangeException(nameof(verb)),
    };

    public static string Word(this ObjectKind kind) => kind switch
    {
        ObjectKind.Programme => "programme",
        ObjectKind.Activity => "activity",
        ObjectKind.Resource => "resource",
        ObjectKind.Elsewhere => "elsewhere",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static string Word(this Dialect dialect) => dialect switch
    {
        Dialect.Pathway => "pathway",
        Dialect.CloudEvents => "cloudevents",
        Dialect.Xapi => "xapi",
        Dialect.Caliper => "caliper",
        Dialect.Sheet => "sheet",
        _ => throw new ArgumentOutOfRangeException(nameof(dialect)),
    };

    /// <exception cref="FormatException">The word is not one of <see cref="Word(Dialect)"/>.</exception>
    public static Dialect ParseDialect(ReadOnlySpan<char> word) => word switch
    {
        "pathway" => Dialect.Pathway,
        "cloudevents" => Dialect.CloudEvents,
        "xapi" => Dialect.Xapi,
        "caliper" => Dialect.Caliper,
        "sheet" => Dialect.Sheet,
        _ => throw new FormatException("This is no dialect of the programme."),
    };

    /// <exception cref="FormatException">The word is not one of <see cref="Word(FactVerb)"/>.</exception>
    public static FactVerb ParseVerb(ReadOnlySpan<char> word) => word switch
    {
        "enrolled" => FactVerb.Enrolled,
        "left" => FactVerb.Left,
        "attended" => FactVerb.Attended,
        "viewed" => FactVerb.Viewed,
        "completed" => FactVerb.Completed,
        "submitted" => FactVerb.Submitted,
        "entered" => FactVerb.Entered,
        "rated" => FactVerb.Rated,
        "voided" => FactVerb.Voided,
        _ => throw new FormatException("This is no verb of the programme."),
    };

    /// <exception cref="FormatException">The word is not one of <see cref="Word(ObjectKind)"/>.</exception>
    public static ObjectKind ParseKind(ReadOnlySpan<char> word) => word switch
    {
        "programme" => ObjectKind.Programme,
        "activity" => ObjectKind.Activity,
        "resource" => ObjectKind.Resource,
        "elsewhere" => ObjectKind.Elsewhere,
        _ => throw new FormatException("This is no kind of object of the programme."),
    };
}
