namespace Unravel.Diagnostics.Model;

/// <summary>A synchronization context or a task scheduler that a thread works for.</summary>
/// <param name="Address">Address in the snapshot: an identity within it.</param>
/// <param name="TypeName">Type as C# writes it, without namespace.</param>
/// <param name="IsOwner">True when the thread runs the context's own loop, so that nobody else does its work.</param>
internal sealed record ThreadContext(ulong Address, string TypeName, bool IsScheduler, bool IsOwner);

/// <summary>A task whose code must go on in a context.</summary>
/// <param name="Row">Row in the <see cref="TaskTable"/>.</param>
/// <param name="Context">Address of the synchronization context or the task scheduler.</param>
/// <param name="IsPosted">True when what it awaited is done and it waits for its turn there.</param>
internal sealed record TaskResumption(int Row, ulong Context, bool IsPosted);
