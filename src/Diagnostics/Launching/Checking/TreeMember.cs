namespace Unravel.Diagnostics.Launching.Checking;

/// <summary>A process of the tree of a command at one moment.</summary>
/// <param name="StartTicks">When it was started, in clock ticks after boot: with the id, what makes it this process and no later one.</param>
/// <param name="Parent">The process that started it; another one when that has ended.</param>
/// <param name="Cpu">Time on processors since its start.</param>
internal sealed record TreeMember(int Id, long StartTicks, int Parent, TimeSpan Cpu);
