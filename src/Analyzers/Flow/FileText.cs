using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Unravel.Analyzers.Flow;

/// <summary>
/// The text of a file and the answers to cheap first questions about it. They are asked once a file and not once a type and
/// rule: a file has many types, and a large one puts its text together anew for everybody who asks.
/// </summary>
internal sealed class FileText
{
    private static readonly ConditionalWeakTable<SyntaxTree, FileText> s_files = new();

    private readonly Lazy<bool> _mayLock;
    private readonly Lazy<bool> _mayStart;

    private FileText(SyntaxTree tree)
    {
        Text = tree.GetText().ToString();
        _mayLock = new Lazy<bool>(() => LockText.MayLock(Text));
        _mayStart = new Lazy<bool>(() => StartReader.MayStart(Text));
    }

    public string Text { get; }

    /// <summary>Whether anything in it can take a lock: a yes may be wrong, a no is not.</summary>
    public bool MayLock => _mayLock.Value;

    /// <summary>Whether anything in it can start work that runs beside its starter: likewise.</summary>
    public bool MayStart => _mayStart.Value;

    /// <summary>Whether a rule has anything to ask of the file.</summary>
    public ConcurrentDictionary<TypeRuleAnalyzer, bool> Concerned { get; } = new();

    public static FileText Of(SyntaxTree tree) => s_files.GetValue(tree, static file => new FileText(file));
}
