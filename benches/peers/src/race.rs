//! Contenders that go through the same files in turn, and tables of their speed.

use std::hint::black_box;

use cpu_time::ThreadTime;

use crate::spread::Spread;

/// Odd, so that the median is one of the values.
pub const ROUNDS: usize = 31;

/// Something that reads or writes each file.
pub struct Contender<'c> {
    pub name: &'static str,
    /// The length of each file, in the form that is read or written.
    pub bytes: Vec<usize>,
    pub turn: Box<dyn FnMut(usize) + 'c>,
}

impl<'c> Contender<'c> {
    pub fn reader(
        name: &'static str,
        texts: &'c [String],
        mut read: impl FnMut(&str) + 'c,
    ) -> Self {
        let bytes = texts.iter().map(String::len).collect();
        Self { name, bytes, turn: Box::new(move |file| read(black_box(&texts[file]))) }
    }
}

/// The times of all contenders.
pub struct Race {
    pub names: Vec<&'static str>,
    /// By contender and file.
    pub bytes: Vec<Vec<usize>>,
    /// By contender, round and file.
    pub seconds: Vec<Vec<Vec<f64>>>,
}

impl Race {
    /// Runs every contender on all files, round by round.
    pub fn run(mut contenders: Vec<Contender<'_>>) -> Self {
        let mut seconds = vec![Vec::new(); contenders.len()];
        for _ in 0..ROUNDS {
            for (contender, seconds) in contenders.iter_mut().zip(&mut seconds) {
                let files = 0..contender.bytes.len();
                seconds.push(files.map(|file| timed(|| (contender.turn)(file))).collect());
            }
        }
        let names = contenders.iter().map(|contender| contender.name).collect();
        let bytes = contenders.into_iter().map(|contender| contender.bytes).collect();
        Self { names, bytes, seconds }
    }

    /// Bytes per second over all files, by round.
    fn rates(&self, contender: usize) -> impl Iterator<Item = f64> {
        let bytes: usize = self.bytes[contender].iter().sum();
        self.seconds[contender].iter().map(move |files| bytes as f64 / files.iter().sum::<f64>())
    }

    /// Bytes per second by file: the median over the rounds.
    fn file_rates(&self, contender: usize) -> impl Iterator<Item = f64> {
        self.bytes[contender].iter().enumerate().map(move |(file, &bytes)| {
            let rounds = self.seconds[contender].iter();
            bytes as f64 / Spread::of(rounds.map(|files| files[file])).median
        })
    }
}

/// The processor time of `run` in seconds: other programs may use the machine too.
pub fn timed(run: impl FnOnce()) -> f64 {
    let start = ThreadTime::now();
    run();
    start.elapsed().as_secs_f64()
}

/// Prints a row per contender with its ratios to the contenders `bases`, over the rounds.
pub fn whole(race: &Race, bases: &[usize]) {
    print!("\n{:26}{:>8}", "", "MB/s");
    bases.iter().for_each(|&base| print!("{:>30}", format!("x {}", race.names[base])));
    println!();
    for (own, name) in race.names.iter().enumerate() {
        print!("{name:26}{:8.0}", Spread::of(race.rates(own)).median / 1e6);
        for &base in bases {
            let ratio = Spread::of(race.rates(own).zip(race.rates(base)).map(|(own, b)| own / b));
            let range = format!("({:.2} to {:.2})", ratio.min, ratio.max);
            print!("{:13.2} {range:16}", ratio.median);
        }
        println!();
    }
}

/// Prints a row per contender and base with the spread of the ratios of the files.
pub fn by_file(race: &Race, bases: &[usize]) {
    for &base in bases {
        println!("\n{:26}{:>8}{:>8}{:>8}{:>8}{:>8}", "", "min", "1/4", "median", "3/4", "max");
        println!("x {}", race.names[base]);
        for (own, name) in race.names.iter().enumerate().filter(|(own, _)| *own != base) {
            let rates = race.file_rates(own).zip(race.file_rates(base));
            let Spread { min, lower, median, upper, max } = Spread::of(rates.map(|(o, b)| o / b));
            println!("{name:26}{min:8.2}{lower:8.2}{median:8.2}{upper:8.2}{max:8.2}");
        }
    }
}
