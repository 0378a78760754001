namespace Unravel.Diagnostics.Model;

/// <summary>A way to look at a live process, from the one that shows most down.</summary>
internal enum LookMode
{
    /// <summary>The best that works.</summary>
    Auto,

    /// <summary>Stop it, copy what can change, let it go: shows everything.</summary>
    Freeze,

    /// <summary>Read it without any stop: shows what stands still.</summary>
    Passive,

    /// <summary>Let its runtime write a dump: shows everything, with a longer pause.</summary>
    Dump,

    /// <summary>Ask its runtime for a short sample: shows stacks.</summary>
    Events,

    /// <summary>What the kernel shows of it.</summary>
    Proc,
}
