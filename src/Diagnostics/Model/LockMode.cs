namespace Unravel.Diagnostics.Model;

/// <summary>How a reader-writer lock is held or wanted.</summary>
internal enum LockMode
{
    Read,

    /// <summary>Reads, and may come to write; one thread at a time.</summary>
    Upgradeable,
    Write,
}
