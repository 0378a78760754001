namespace Unravel.Annotations
{
    /// <summary>Comes as source with the package; these samples are built without it.</summary>
    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Field)]
    internal sealed class ThreadConfinedAttribute : Attribute
    {
    }
}

namespace Unravel.Samples.Pitfalls.SharedState
{
    /// <summary>Stands for an object that only its own thread may use.</summary>
    [Unravel.Annotations.ThreadConfined]
    public sealed class UNR5024Canvas
    {
        public void Draw(string text) => Console.WriteLine(text);
    }

    /// <summary>The canvas is used on a thread of the pool.</summary>
    public sealed class UNR5024ConfinedElsewhere
    {
        private readonly UNR5024Canvas _canvas = new();

        public Task Show(string file) => Task.Run(() =>
        {
            var text = File.ReadAllText(file);
            _canvas.Draw(text); // UNR5024
        });
    }

    /// <summary>The pool reads, and the code after the await is on the thread of the caller again.</summary>
    public sealed class UNR5024ConfinedElsewhereRepaired
    {
        private readonly UNR5024Canvas _canvas = new();

        public async Task Show(string file)
        {
            var text = await Task.Run(() => File.ReadAllText(file));
            _canvas.Draw(text);
        }
    }
}
