namespace Pathway.Functions.Webhooks.Intake;

/// <summary>
/// Why a call was not taken: for the log and the college's delivery log, where its technician can see it. The caller is told
/// no more than its answer says.
/// </summary>
public enum Refusal
{
    Signature,
    Timestamp,
    Malformed,
    TooLarge,
    MediaType,
    Quota,
}
