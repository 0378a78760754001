using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Unravel.Analyzers.Knowledge;

/// <summary>
/// What is true of the libraries that a compilation references, resolved once per compilation and shared by all rules.
/// It answers questions and never reports.
/// </summary>
internal sealed class ConcurrencyKnowledge
{
    private static readonly ConditionalWeakTable<Compilation, ConcurrencyKnowledge> s_byCompilation = new();

    private readonly Lazy<TaskTypes> _tasks;
    private readonly Lazy<LockTypes> _locks;

    private ConcurrencyKnowledge(Compilation compilation)
    {
        _tasks = new(() => new TaskTypes(compilation));
        _locks = new(() => new LockTypes(compilation));
    }

    public TaskTypes Tasks => _tasks.Value;

    public LockTypes Locks => _locks.Value;

    public static ConcurrencyKnowledge For(Compilation compilation) =>
        s_byCompilation.GetValue(compilation, static c => new ConcurrencyKnowledge(c));
}
