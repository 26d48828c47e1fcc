namespace Pathway.Functions.Http;

/// <summary>The forms in which a report can be asked for.</summary>
public enum AnswerForm
{
    Json,
    Csv,
    Html,
}
