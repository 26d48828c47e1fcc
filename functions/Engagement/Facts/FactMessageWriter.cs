using Pathway.Functions.Programme;

namespace Pathway.Functions.Engagement.Facts;

/// <summary>Writes what <see cref="FactMessage"/> reads.</summary>
internal static class FactMessageWriter
{
    // A fact of one learner takes about 250 bytes.
    private const int BytesOfFact = 288;
    private const int BytesAround = 1_024;

    public static MessageBytes Write(FactDelivery delivery)
    {
        var message = new MessageBytes(BytesAround + (delivery.Facts.Count * BytesOfFact));
        message.Append("{\"college\":"u8);
        message.AppendString(delivery.College.ToString());
        message.Append(",\"delivery\":"u8);
        message.AppendString(delivery.Id);
        message.Append(",\"dialect\":"u8);
        message.AppendString(delivery.Dialect.Word());
        message.Append(",\"at\":"u8);
        message.AppendTime(delivery.At);
        if (delivery.Dropped.Count > 0)
            AppendDropped(message, delivery.Dropped);
        message.Append(",\"facts\":["u8);
        for (var i = 0; i < delivery.Facts.Count; i++)
        {
            if (i > 0)
                message.Append(","u8);
            AppendFact(message, delivery.Facts[i]);
        }

        message.Append("]}"u8);
        return message;
    }

    private static void AppendDropped(MessageBytes message, IReadOnlyDictionary<string, int> dropped)
    {
        var separator = ",\"dropped\":{"u8;
        foreach (var (name, count) in dropped)
        {
            message.Append(separator);
            message.AppendString(name);
            message.Append(":"u8);
            message.AppendNumber(count);
            separator = ","u8;
        }

        message.Append("}"u8);
    }

    private static void AppendFact(MessageBytes message, Fact fact)
    {
        message.Append("{\"key\":"u8);
        message.AppendString(fact.Key);
        message.Append(",\"verb\":"u8);
        message.AppendString(fact.Verb.Word());
        message.Append(",\"kind\":"u8);
        message.AppendString(fact.Object.Kind.Word());
        message.Append(",\"object\":"u8);
        message.AppendString(fact.Object.Name);
        AppendText(message, ",\"whole\":"u8, fact.Object.Whole);
        AppendText(message, ",\"voids\":"u8, fact.Voids);
        message.Append(",\"learners\":"u8);
        AppendReferences(message, fact.Learners);
        message.Append(",\"at\":"u8);
        message.AppendTime(fact.At);
        if (!fact.TimeKnown)
            message.Append(",\"arrival\":true"u8);
        AppendNumber(message, ",\"minutes\":"u8, fact.Minutes);
        AppendNumber(message, ",\"rating\":"u8, fact.Rating);
        if (fact.Enrolment is { } enrolment)
        {
            message.Append(",\"enrolment\":{\"aliases\":"u8);
            AppendReferences(message, enrolment.Aliases);
            AppendNumber(message, ",\"yearGroup\":"u8, enrolment.YearGroup);
            message.Append("}"u8);
        }

        message.Append("}"u8);
    }

    private static void AppendText(MessageBytes message, ReadOnlySpan<byte> name, string? text)
    {
        if (text is null)
            return;
        message.Append(name);
        message.AppendString(text);
    }

    private static void AppendNumber(MessageBytes message, ReadOnlySpan<byte> name, int? number)
    {
        if (number is not { } value)
            return;
        message.Append(name);
        message.AppendNumber(value);
    }

    private static void AppendReferences(MessageBytes message, IReadOnlyList<LearnerRef> references)
    {
        message.Append("["u8);
        for (var i = 0; i < references.Count; i++)
        {
            if (i > 0)
                message.Append(","u8);
            message.AppendString(references[i].ToString());
        }

        message.Append("]"u8);
    }
}
