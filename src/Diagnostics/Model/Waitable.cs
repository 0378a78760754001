namespace Unravel.Diagnostics.Model;

/// <summary>An object that threads or tasks wait for.</summary>
internal sealed record Waitable
{
    public required WaitableKind Kind { get; init; }

    /// <summary>Address in the snapshot: an identity within it, not beyond.</summary>
    public required ulong Address { get; init; }

    /// <summary>Type as C# writes it, without namespace.</summary>
    public required string TypeName { get; init; }

    /// <summary>The field that holds the object, <c>Bank._accounts</c>; null when none was found.</summary>
    public string? Field { get; init; }

    /// <summary>Managed id of the owner; null when nobody owns it or <see cref="OwnerUnknownBecause"/> says why it is not known.</summary>
    public int? Owner { get; init; }

    /// <summary>Why the owner cannot be told; null when it can.</summary>
    public string? OwnerUnknownBecause { get; init; }
}

internal enum WaitableKind
{
    Monitor,
    Lock,
    SemaphoreSlim,
    ReaderWriterLock,
    Event,
    CountdownEvent,
    Barrier,
    WaitHandle,
}
