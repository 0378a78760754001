using System.Collections.Immutable;

namespace Unravel.Diagnostics.Model;

/// <summary>What a rule says of a snapshot.</summary>
internal abstract record Verdict(string RuleId)
{
    /// <summary>The rule looked and found nothing.</summary>
    internal sealed record Clear(string RuleId) : Verdict(RuleId);

    internal sealed record Found(string RuleId, ImmutableArray<Finding> Findings) : Verdict(RuleId);

    /// <summary>The rule could not look: printed as "not checked", never as clean.</summary>
    internal sealed record CannotTell(string RuleId, string Because) : Verdict(RuleId);
}

/// <summary>How sure a finding is.</summary>
internal enum Certainty
{
    /// <summary>It follows from what the runtime stores; there is no other reading.</summary>
    Proof,

    /// <summary>The most likely reading of what was seen.</summary>
    Inferred,
}

/// <summary>One fault seen in a snapshot.</summary>
internal sealed record Finding
{
    public required string RuleId { get; init; }

    public required Certainty Certainty { get; init; }

    /// <summary>What an inferred finding was inferred from; null for a proof.</summary>
    public string? InferredFrom { get; init; }

    /// <summary>Arguments of the catalogue's run-time message.</summary>
    public required ImmutableArray<string> Arguments { get; init; }

    /// <summary>Who takes part, each with the line it stands at, in the order in which a reader should follow them.</summary>
    public ImmutableArray<Evidence> Evidence { get; init; } = [];

    /// <summary>Managed ids of threads that merely queue behind the fault.</summary>
    public ImmutableArray<int> Bystanders { get; init; } = [];
}

/// <summary>One participant of a finding.</summary>
/// <param name="Text">What it does, for people.</param>
internal sealed record Evidence(string Text)
{
    /// <summary>Managed ids of the threads this line speaks of.</summary>
    public ImmutableArray<int> Threads { get; init; } = [];

    public ImmutableArray<EvidenceFrame> Frames { get; init; } = [];
}

/// <summary>A frame with what happens there: <c>waits for Bank._ledger</c>.</summary>
internal sealed record EvidenceFrame(string What, Frame Frame);
