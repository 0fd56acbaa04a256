use super::*;
use super::system::System; use super::scenario::*; use super::pattern::Search;
pub fn go(name:&str, data:&Microdata, p:&Programme){
    let t0=std::time::Instant::now();
    let l=Lattice::lay_out(data,p).unwrap();
    let s=System::of(&l);
    let k=p.k as i64;
    let latent=|v:usize| s.weight[v]==0;
    let floor=|v:usize| if p.zeros==Zeros::Shown && !latent(v){1}else{0};
    let mut sc=Scenario::outsider(&s,floor);
    let mut forced=vec![false;s.len()];
    for v in 0..s.len(){ let x=s.value[v] as i64;
        if sc.known[v]{sc.lower[v]=0;}
        if latent(v){forced[v]=true;continue}
        if x>=1&&x<=k{ forced[v]=true; sc.requirements.push(Requirement{variable:v as u32,by:k+1-x}); if p.zeros!=Zeros::Shown{sc.requirements.push(Requirement{variable:v as u32,by:-x});}}
    }
    let prim:u32=(0..s.len()).filter(|&v|forced[v]&&!latent(v)).map(|v|s.weight[v]).sum();
    let mut seed=12345u64; let tie:Vec<f64>=(0..s.len()).map(|_|{seed=seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);(seed>>11) as f64/(1u64<<53) as f64}).collect();
    let base:f64=std::env::var("BASE").ok().and_then(|x|x.parse().ok()).unwrap_or(3.0);
    let price:Vec<f64>=(0..s.len()).map(|v|{let c=64-(1+s.value[v] as u64).leading_zeros(); s.weight[v] as f64*(base+c as f64)}).collect();
    let scs=[sc];
    let mut se=Search::new(&s,&scs,&forced,&price,&tie);
    let t1=std::time::Instant::now();
    if let Err(u)=se.grow(){println!("UNMET {:?}",l.keys[s.members[u.variable as usize][0] as usize]);return}
    let count=|se:&Search|->u32{(0..s.len()).filter(|&v|se.hidden[v]).map(|v|s.weight[v]).sum()};
    let g=count(&se);
    let t2=std::time::Instant::now();
    se.reduce();
    println!("searches/steps/found/gaveup/rowsum/branched/exhausted {:?}",super::balance::STAT.iter().map(|x|x.swap(0,std::sync::atomic::Ordering::Relaxed)).collect::<Vec<_>>());
    let t3=std::time::Instant::now();
    let r=count(&se); let w0=se.work(); let tot0=se.total(); let pw:u64=std::env::var("POLISH").ok().and_then(|x|x.parse().ok()).unwrap_or(200_000_000); se.polish(pw); println!("   work {} polish {} {:.2?}: {r} -> {} total {tot0} {}",w0,se.work()-w0,t3.elapsed(),count(&se),se.total());
    println!("{name} {:?} cells {} vars {} rows {} prim {prim} reqs {} grown {g} ({:.2?} after {:.2?}) reduced {} ({:.2?}) worlds {} total {:.0}",p.zeros,l.published(),s.len(),s.rows.len(),scs[0].requirements.len(),t2-t1,t1-t0,count(&se),t3-t2,se.worlds.len(),se.total());
}
impl Microdata { pub fn along(self,p:&Programme)->Self{ let names=p.dimensions(); let at:Vec<usize>=names.iter().map(|n|self.axes.iter().position(|a|a.name()==*n).unwrap()).collect(); let axes=at.iter().map(|&i|self.axes[i].clone()).collect(); Microdata::from_counts(axes,self.rows.iter().map(|(k,&c)|(at.iter().map(|&i|k[i]).collect(),c)).collect::<Vec<_>>()) } }
