using Pathway.Functions.Colleges;
using Pathway.Functions.Pages.House;
using Pathway.Functions.Webhooks.Check;

namespace Pathway.Functions.Pages.Colleges.Samples;

/// <summary>A sample of a call, and what the app would make of it.</summary>
/// <param name="Result">Null before one was checked.</param>
public sealed record SampleModel(College College, FormState Form, CheckedSample? Result);
