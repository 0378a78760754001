using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Unravel.Analyzers.Flow;

/// <summary>
/// The text of one declaration of a type and the answers to cheap first questions about it. They are asked once and not once
/// a rule, and of the declaration alone: what another type of the file does is not the type's concern.
/// </summary>
internal sealed class DeclarationText
{
    private static readonly ConditionalWeakTable<SyntaxNode, DeclarationText> s_declarations = new();

    private readonly Lazy<bool> _mayLock;
    private readonly Lazy<bool> _mayStart;

    private DeclarationText(SyntaxNode declaration)
    {
        // What `using static` brings in is called without the name of its type.
        var root = (CompilationUnitSyntax)declaration.SyntaxTree.GetRoot();
        var start = root.Usings.FirstOrDefault(static one => one.StaticKeyword.Span.Length > 0) ?? declaration;
        Text = CodeText.Of(declaration.SyntaxTree, TextSpan.FromBounds(start.SpanStart, declaration.Span.End));
        _mayLock = new Lazy<bool>(() => LockText.MayLock(Text));
        _mayStart = new Lazy<bool>(() => StartReader.MayStart(Text));
    }

    private CodeText Text { get; }

    public bool Has(string word) => Text.Has(word);

    /// <summary>Whether anything in it can take a lock: a yes may be wrong, a no is not.</summary>
    public bool MayLock => _mayLock.Value;

    /// <summary>Whether anything in it can start work that runs beside its starter: likewise.</summary>
    public bool MayStart => _mayStart.Value;

    /// <summary>Whether a rule has anything to ask of the declaration.</summary>
    public ConcurrentDictionary<TypeRuleAnalyzer, bool> Concerned { get; } = new();

    public static DeclarationText Of(SyntaxNode declaration) => s_declarations.GetValue(declaration, static node => new DeclarationText(node));
}
